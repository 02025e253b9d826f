package main
import (
"fmt"
"io/ioutil"
"net/http"
)
func main() {
client := &http.Client{}
req, err := http.NewRequest("GET", "http://your-server-ip:HTTP_PORT/api/gateways/logs/download?files[]=2024-08-251234.log", nil)
if err != nil {
fmt.Println("Error creating request:", err)
return
}
req.Header.Set("X-API-Key", "HTTP_API_TOKEN")
resp, err := client.Do(req)
if err != nil {
fmt.Println("Error making request:", err)
return
}
defer resp.Body.Close()
body, err := ioutil.ReadAll(resp.Body)
if err != nil {
fmt.Println("Error reading response body:", err)
return
}
fmt.Println(string(body))
}
