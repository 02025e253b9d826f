fetch('http://your-server-ip:HTTP_PORT/api/clients', {
headers: {
'X-API-Key': 'HTTP_API_TOKEN'
}
})
.then(response => response.json())
.then(data => console.log(data))
.catch(error => console.error('Error:', error));
