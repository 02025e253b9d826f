import requests
resp = requests.get('http://your-server-ip:HTTP_PORT/api/gateways',
headers={
'X-API-Key': 'HTTP_API_TOKEN',
})
print(resp.json())
