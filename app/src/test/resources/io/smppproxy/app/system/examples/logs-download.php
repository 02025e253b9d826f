$curl = curl_init();
curl_setopt_array($curl, array(
CURLOPT_URL => 'http://your-server-ip:HTTP_PORT/api/gateways/logs/download?files[]=2024-08-251234.log',
CURLOPT_RETURNTRANSFER => true,
CURLOPT_HTTPHEADER => array(
'X-API-Key: HTTP_API_TOKEN'
),
));
$response = curl_exec($curl);
curl_close($curl);
echo $response;
