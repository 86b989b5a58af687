using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using TestHarness.Reports.JUnit;
using TestHarness.Reports.Tests.Support;

namespace TestHarness.Reports.Tests.JUnit;

/// <summary>
/// A local server plays ReportPortal's import: <c>POST /api/v1/PROJECT/launch/import</c> with a file as multipart form data.
/// </summary>
public sealed class ReportPortalTests
{
    [Test]
    public async Task The_import_reads_every_scenario_with_its_outcome()
    {
        using var folder = new RecordFolder();
        var file = Path.Combine(folder.Reports, "junit.xml");
        new JUnitReport(
            folder.Open(SyntheticRun.Run(), [.. Enumerable.Range(0, 7).Select(number => SyntheticRun.Scenario(number))]),
            folder.Reports).Write(file);
        using var portal = Listen(out var address);
        var served = ImportAsync(portal);

        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        form.Add(content, "file", "junit.xml");
        var response = await client.PostAsync(new Uri($"{address}api/v1/virt/launch/import"), form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await served, Is.EqualTo((7, 1)));
    }

    private static HttpListener Listen(out string address)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        var listener = new HttpListener { Prefixes = { address } };
        listener.Start();
        return listener;
    }

    /// <summary>Takes one import; returns the number of test cases and of failures in it.</summary>
    private static async Task<(int Cases, int Failures)> ImportAsync(HttpListener portal)
    {
        var context = await portal.GetContextAsync();
        Assert.That(context.Request.HttpMethod, Is.EqualTo("POST"));
        Assert.That(context.Request.Url!.AbsolutePath, Is.EqualTo("/api/v1/virt/launch/import"));
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var boundary = body[..body.IndexOf("\r\n", StringComparison.Ordinal)];
        var start = body.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        Assert.That(body[..start], Does.Contain("name=file; filename=junit.xml"));
        var xml = XDocument.Parse(body[start..body.IndexOf($"\r\n{boundary}--", StringComparison.Ordinal)]);
        context.Response.Close();
        return (xml.Descendants("testcase").Count(), xml.Descendants("failure").Count());
    }
}
