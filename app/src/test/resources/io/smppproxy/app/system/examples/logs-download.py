import requests
resp = requests.get('http://your-server-ip:HTTP_PORT/api/gateways/logs/download',
headers={
'X-API-Key': 'HTTP_API_TOKEN',
},
params={'files[]': ['2024-08-251234.log']})
print(resp.text)
