import requests
response = requests.post('http://your-server-ip:HTTP_PORT/api/clients',
headers={
'X-API-Key': 'HTTP_API_TOKEN'
},
json={
'username': 'myclient1',
'password': 'qwerty123',
'allow_ip': '11.22.33.44,55.66.77.88',
'throughput': 0,
'binds': 3,
'enabled': True,
})
print(response.json())
