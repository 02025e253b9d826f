$params = [
'dateFrom' => '2024-08-25',
'dateTo' => '2024-08-26',
'smscIds' => ['mysmsc-id-example'],
];
$url = "http://your-server-ip:HTTP_PORT/api/gateways/logs?" . http_build_query($params);
$ch = curl_init($url);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
curl_setopt($ch, CURLOPT_HTTPHEADER, ['X-API-Key: HTTP_API_TOKEN']);
$response = curl_exec($ch);
curl_close($ch);
print_r(json_decode($response, true));
