$ch = curl_init('http://your-server-ip:HTTP_PORT/api/clients');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_setopt($ch, CURLOPT_POST, true);
curl_setopt($ch, CURLOPT_HTTPHEADER, [
'Content-Type: application/json',
'X-API-Key: HTTP_API_TOKEN'
]);
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode([
'username' => 'myclient1',
'password' => 'qwerty123',
'allow_ip' => '11.22.33.44,55.66.77.88',
'throughput' => 0,
'binds' => 3,
'enabled' => true,
]));
$response = curl_exec($ch);
curl_close($ch);
echo $response;
