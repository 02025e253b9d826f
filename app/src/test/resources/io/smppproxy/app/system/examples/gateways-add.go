package main
import (
"bytes"
"encoding/json"
"fmt"
"net/http"
)
func main() {
url := "http://your-server-ip:HTTP_PORT/api/gateways"
payload := map[string]interface{}{
"smsc_id": "mysmsc-id-example",
"host": "smpp.mygateway.com",
"port": 2775,
"username": "myusername",
"password": "mypassw",
"enq_interval": 30,
"src_autodetect": true,
"dst_autodetect": true,
"tx_binds": 0,
"rx_binds": 0,
"trx_binds": 1,
"smpp_version": "3.4",
"is_gsm7": true,
"is_secure": false,
"enabled": true,
}
jsonData, err := json.Marshal(payload)
if err != nil {
fmt.Println("Error marshaling JSON:", err)
return
}
req, err := http.NewRequest("POST", url, bytes.NewBuffer(jsonData))
if err != nil {
fmt.Println("Error creating request:", err)
return
}
req.Header.Set("Content-Type", "application/json")
req.Header.Set("X-API-Key", "HTTP_API_TOKEN")
client := &http.Client{}
resp, err := client.Do(req)
if err != nil {
fmt.Println("Error making request:", err)
return
}
defer resp.Body.Close()
var result map[string]interface{}
json.NewDecoder(resp.Body).Decode(&result)
fmt.Println(result)
}
