fetch('http://your-server-ip:HTTP_PORT/api/clients', {
method: 'POST',
headers: {
'Content-Type': 'application/json',
'X-API-Key': 'HTTP_API_TOKEN'
},
body: JSON.stringify({
username: 'myclient1',
password: 'qwerty123',
allow_ip: '11.22.33.44,55.66.77.88',
throughput: 0,
binds: 3,
enabled: true
})
})
.then(response => response.json())
.then(data => console.log(data))
.catch(error => console.error('Error:', error));
