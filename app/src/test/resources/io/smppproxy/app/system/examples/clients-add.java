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
json.addProperty("username", "myclient1");
json.addProperty("password", "qwerty123");
json.addProperty("allow_ip", "11.22.33.44,55.66.77.88");
json.addProperty("throughput", 0);
json.addProperty("binds", 3);
json.addProperty("enabled", true);
HttpRequest request = HttpRequest.newBuilder()
.uri(URI.create("http://your-server-ip:HTTP_PORT/api/clients"))
.header("Content-Type", "application/json")
.header("X-API-Key", "HTTP_API_TOKEN")
.POST(HttpRequest.BodyPublishers.ofString(json.toString()))
.build();
HttpResponse response = client.send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(response.body());
}
}
