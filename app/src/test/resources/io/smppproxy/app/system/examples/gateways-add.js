fetch('http://your-server-ip:HTTP_PORT/api/gateways', {
method: 'POST',
headers: {
'Content-Type': 'application/json',
'X-API-Key': 'HTTP_API_TOKEN'
},
body: JSON.stringify({
smsc_id: 'mysmsc-id-example',
host: 'smpp.mygateway.com',
port: 2775,
username: 'myusername',
password: 'mypassw',
enq_interval: 30,
src_autodetect: true,
dst_autodetect: true,
tx_binds: 0,
rx_binds: 0,
trx_binds: 1,
smpp_version: '3.4',
is_gsm7: true,
is_secure: false,
enabled: true
})
})
.then(response => response.json())
.then(data => console.log(data))
.catch(error => console.error('Error:', error));
