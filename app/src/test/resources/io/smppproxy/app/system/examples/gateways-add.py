import requests
response = requests.post('http://your-server-ip:HTTP_PORT/api/gateways',
headers={
'X-API-Key': 'HTTP_API_TOKEN'
},
json={
'smsc_id': 'mysmsc-id-example',
'host': 'smpp.mygateway.com',
'port': 2775,
'username': 'myusername',
'password': 'mypassw',
'enq_interval': 30,
'src_autodetect': True,
'dst_autodetect': True,
'tx_binds': 0,
'rx_binds': 0,
'trx_binds': 1,
'smpp_version': '3.4',
'is_gsm7': True,
'is_secure': False,
'enabled': True,
})
print(response.json())
