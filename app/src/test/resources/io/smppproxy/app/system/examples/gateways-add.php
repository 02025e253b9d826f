$ch = curl_init('http://your-server-ip:HTTP_PORT/api/gateways');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_setopt($ch, CURLOPT_POST, true);
curl_setopt($ch, CURLOPT_HTTPHEADER, [
'Content-Type: application/json',
'X-API-Key: HTTP_API_TOKEN'
]);
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode([
'smsc_id' => 'mysmsc-id-example',
'host' => 'smpp.mygateway.com',
'port' => 2775,
'username' => 'myusername',
'password' => 'mypassw',
'enq_interval' => 30,
'src_autodetect' => true,
'dst_autodetect' => true,
'tx_binds' => 0,
'rx_binds' => 0,
'trx_binds' => 1,
'smpp_version' => '3.4',
'is_gsm7' => true,
'is_secure' => false,
'enabled' => true,
]));
$response = curl_exec($ch);
curl_close($ch);
echo $response;
