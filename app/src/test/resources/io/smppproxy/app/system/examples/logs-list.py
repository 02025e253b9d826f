resp = requests.get('http://your-server-ip:HTTP_PORT/api/gateways/logs',
headers={
'X-API-Key': 'HTTP_API_TOKEN',
},
params={
'dateFrom': '2024-08-25',
'dateTo': '2024-08-26',
'smscIds[]': ['mysmsc-id-example'],
})
print(resp.json())
