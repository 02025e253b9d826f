package main
import (
"encoding/json"
"fmt"
"net/http"
"net/url"
)
func main() {
params := url.Values{
"dateFrom": {"2024-08-25"},
"dateTo": {"2024-08-26"},
"smscIds[]": {"mysmsc-id-example"},
}
reqURL := fmt.Sprintf("%s?%s", "http://your-server-ip:HTTP_PORT/api/gateways/logs", params.Encode())
req, _ := http.NewRequest("GET", reqURL, nil)
req.Header.Set("X-API-Key", "HTTP_API_TOKEN")
resp, _ := http.DefaultClient.Do(req)
defer resp.Body.Close()
var result map[string]interface{}
json.NewDecoder(resp.Body).Decode(&result)
fmt.Println(result)
}
