using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Couriarr.Tests.Security;

/// <summary>Does as a browser does: keeps cookies, says where a form comes from, sends what the form holds. Goes nowhere by itself.</summary>
internal sealed partial class Browser(Uri address) : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private HttpClient? _client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Client => _client ??= new(_handler) { BaseAddress = address };

    public string? Cookie(string name) => _handler.CookieContainer.GetCookies(address)[name]?.Value;

    public void Keep(string cookie, string value) => _handler.CookieContainer.Add(address, new Cookie(cookie, value, "/"));

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await Client.SendAsync(request, Ct);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>Opens the page, fills in its form and sends it.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields) =>
        SubmitTokenOf(path, path, fields);

    /// <summary>For a form that leads elsewhere.</summary>
    public async Task<HttpResponseMessage> SubmitTokenOf(string page, string path, params (string Name, string Value)[] fields) =>
        await SendFormAsync(path, [.. fields, ("form_token", await TokenOfAsync(page))], Origin);

    public string Origin => address.GetLeftPart(UriPartial.Authority);

    public async Task<string> TokenOfAsync(string page) => Token().Match(await ReadAsync(page)).Groups["token"].Value;

    public async Task<HttpResponseMessage> SendFormAsync(string path, (string Name, string Value)[] fields, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await Client.SendAsync(request, Ct);
    }

    /// <summary>As a script of our own page would.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("X-Couriarr", "1");
        return await Client.SendAsync(request, Ct);
    }

    public Task<HttpResponseMessage> SignInAsync(string name, string password) =>
        SubmitAsync("/login", ("name", name), ("password", password));

    public void Dispose()
    {
        _client?.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"form_token\" value=\"(?<token>[0-9a-f]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
