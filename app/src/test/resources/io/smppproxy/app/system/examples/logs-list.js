const params = new URLSearchParams({
dateFrom: '2024-08-25',
dateTo: '2024-08-26',
'smscIds[]': 'mysmsc-id-example'
});
fetch(`http://your-server-ip:HTTP_PORT/api/gateways/logs?${params.toString()}`, {
headers: {
'X-API-Key': 'HTTP_API_TOKEN'
}
})
.then(response => response.json())
.then(data => console.log(data))
.catch(error => console.error('Error:', error));
