using System.Globalization;
using System.Text;

namespace Couriarr.Bench.Webhooks;

/// <summary>What Radarr posts for an import, whole with its head; the number makes it another file each time.</summary>
internal sealed class Imports
{
    private const string Gap = "NNNNNNNN";
    private readonly byte[] _request;
    private readonly int[] _gaps;

    public Imports(string secret)
    {
        using var reader = new StreamReader(typeof(Imports).Assembly.GetManifestResourceStream("import.json")!);
        var body = reader.ReadToEnd();
        var head =
            "POST /webhooks/radarr HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Radarr/6.1.0 (debian 12)\r\nContent-Type: application/json\r\n"
            + $"X-Webhook-Secret: {secret}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        _request = Encoding.UTF8.GetBytes(head + body);
        _gaps = [.. Gaps(_request)];
    }

    public byte[] Request(int number)
    {
        var request = (byte[])_request.Clone();
        foreach (var gap in _gaps)
            number.TryFormat(request.AsSpan(gap, Gap.Length), out _, "D8", CultureInfo.InvariantCulture);
        return request;
    }

    private static IEnumerable<int> Gaps(byte[] request)
    {
        var gap = Encoding.ASCII.GetBytes(Gap);
        for (var at = request.AsSpan().IndexOf(gap); at >= 0; )
        {
            yield return at;
            var next = request.AsSpan(at + 1).IndexOf(gap);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }
}
