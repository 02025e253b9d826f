$ch = curl_init('http://your-server-ip:HTTP_PORT/api/clients');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_setopt($ch, CURLOPT_HTTPHEADER, ['X-API-Key: HTTP_API_TOKEN']);
$response = curl_exec($ch);
curl_close($ch);
echo $response;
