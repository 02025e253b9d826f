fetch('http://your-server-ip:HTTP_PORT/api/gateways/logs/download?files[]=2024-08-251234.log', {
method: 'GET',
headers: {
'X-API-Key': 'HTTP_API_TOKEN'
}
})
.then(response => response.text())
.then(data => console.log(data))
.catch(error => console.error('Error:', error));
