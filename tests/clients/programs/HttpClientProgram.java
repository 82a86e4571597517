// Sends the value to each origin in a JSON body, a query, a header and a gzip-ed body.
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

public class HttpClientProgram {
  static final HttpClient client = HttpClient.newHttpClient();

  public static void main(String[] arguments) throws Exception {
    String value = System.getenv("VALUE");
    byte[] json = ("{\"user\":{\"id\":\"" + value + "\"}}").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(json);
    }
    for (String origin : new String[] {System.getenv("HTTP_ORIGIN"), System.getenv("HTTPS_ORIGIN")}) {
      send(to(origin + "/body").header("content-type", "application/json").POST(BodyPublishers.ofByteArray(json)));
      send(to(origin + "/query?uid=" + value));
      send(to(origin + "/header").header("x-user", value));
      send(to(origin + "/gzip").header("content-type", "application/json").header("content-encoding", "gzip")
          .POST(BodyPublishers.ofByteArray(zipped.toByteArray())));
    }
  }

  static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  static void send(HttpRequest.Builder request) throws Exception {
    int status = client.send(request.build(), BodyHandlers.ofString()).statusCode();
    if (status != 200) throw new IllegalStateException("status " + status);
  }
}
