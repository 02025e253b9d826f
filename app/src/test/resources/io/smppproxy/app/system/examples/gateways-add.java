import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
public class Main {
public static void main(String[] args) throws Exception {
HttpClient client = HttpClient.newHttpClient();
JsonObject json = new JsonObject();
json.addProperty("smsc_id", "mysmsc-id-example");
json.addProperty("host", "smpp.mygateway.com");
json.addProperty("port", 2775);
json.addProperty("username", "myusername");
json.addProperty("password", "mypassw");
json.addProperty("enq_interval", 30);
json.addProperty("src_autodetect", true);
json.addProperty("dst_autodetect", true);
json.addProperty("tx_binds", 0);
json.addProperty("rx_binds", 0);
json.addProperty("trx_binds", 1);
json.addProperty("smpp_version", "3.4");
json.addProperty("is_gsm7", true);
json.addProperty("is_secure", false);
json.addProperty("enabled", true);
HttpRequest request = HttpRequest.newBuilder()
.uri(URI.create("http://your-server-ip:HTTP_PORT/api/gateways"))
.header("Content-Type", "application/json")
.header("X-API-Key", "HTTP_API_TOKEN")
.POST(HttpRequest.BodyPublishers.ofString(json.toString()))
.build();
HttpResponse response = client.send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(response.body());
}
}
