using System.Text;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>Answers that do not arrive as they were sent: others, or only their first half.</summary>
internal static class Garbling
{
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next, Func<string, string, string>? garbles, bool breaksOff)
    {
        var (way, path) = (http.Response.Body, http.Request.Path.Value!);
        using var whole = new MemoryStream();
        http.Response.Body = whole;
        await next(http);
        http.Response.Body = way;
        var text = Encoding.UTF8.GetString(whole.ToArray());
        var sent = Encoding.UTF8.GetBytes(garbles?.Invoke(path, text) ?? text);
        http.Response.ContentLength = sent.Length;
        await http.Response.Body.WriteAsync(breaksOff ? sent.AsMemory(0, sent.Length / 2) : sent, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        if (breaksOff)
            http.Abort();
    }
}
