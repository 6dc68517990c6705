using System.Globalization;
using System.Text.RegularExpressions;

namespace Couriarr.Features.Configuration;

/// <summary>A folder of another machine that rsync reaches without a mount: over ssh, or where an rsync daemon serves it.</summary>
/// <param name="Path">Whole, or for a daemon its module and what is below, with no / before it.</param>
public sealed partial record RemoteAddress(bool IsDaemon, string? User, string Host, int? Port, string Path)
{
    public const string Forms = "user@host:/path, ssh://user@host:port/path or rsync://host/module/path";

    public string At => User is null ? Host : $"{User}@{Host}";

    /// <summary>As rsync has it. It ends with / : everything goes into that folder.</summary>
    public string Spec =>
        IsDaemon
            ? string.Create(CultureInfo.InvariantCulture, $"rsync://{At}{(Port is { } port ? $":{port}" : "")}/{Path}/")
            : $"{At}:{Path}/";

    /// <summary>Whether one of them is the other's folder, or lies in it; however each is written, and whoever comes there.</summary>
    public bool Touches(RemoteAddress other) =>
        IsDaemon == other.IsDaemon
        && string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase)
        && (Port ?? UsualPort) == (other.Port ?? UsualPort)
        && Names.Zip(other.Names).All(pair => pair.First == pair.Second);

    private int UsualPort => IsDaemon ? 873 : 22;

    private string[] Names => Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether another machine is meant at all, rightly written or not.</summary>
    public static bool IsMeant(string destination) => Meant().IsMatch(destination);

    /// <summary>Null when it is a folder of this machine, or wrong.</summary>
    public static RemoteAddress? Of(string destination) => Read(destination, out var address) is null ? address : null;

    /// <returns>Why it is refused; null when it is fine.</returns>
    public static string? Read(string text, out RemoteAddress? address)
    {
        address = null;
        var match = OverSsh().Match(text) is { Success: true } ssh ? ssh : Daemon().Match(text);
        if (!match.Success)
            return Password().Replace(text, Masked) is var shown && shown != text
                ? $"must not hold a password, as '{shown}' does: that of a daemon goes into sync.remote.password, and over ssh we come with a key."
                : $"must be written as {Forms}, not '{text}'.";
        var port = match.Groups["port"] is { Success: true } said ? int.Parse(said.ValueSpan, CultureInfo.InvariantCulture) : (int?)null;
        if (port is < 1 or > 65535)
            return $"must have a port from 1 to 65535, not {port}.";
        var path = match.Groups["path"].Value.TrimEnd('/');
        if (path.Trim('/').Length == 0)
            return $"must name a folder, and not all of {match.Groups["host"].Value}.";
        if (path.Split('/').Any(name => name is "." or "..") || path.Any(IsOdd))
            return $"must not hold '..' or any of {Odd}, as '{text}' does: the other machine may read them otherwise.";
        var user = match.Groups["user"] is { Success: true } name ? name.Value : null;
        address = new RemoteAddress(match.Groups["daemon"].Success, user, match.Groups["host"].Value, port, path);
        return null;
    }

    private const string Odd = """* ? [ ] \ " ' ` $ ; | & < >""";

    private static bool IsOdd(char c) => char.IsControl(c) || (c is not ' ' && Odd.Contains(c, StringComparison.Ordinal));

    private const string Who = @"((?<user>[A-Za-z0-9_][A-Za-z0-9._-]*)@)?(?<host>[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])";

    // Between a name's colon and the last @, whatever it is made of.
    private const string Masked = "${before}***@";

    [GeneratedRegex(@"\A(?<before>([a-z]+://)?[^/:@]*:)[^/].*@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Password();

    [GeneratedRegex(@"^(?:[a-z]+://|[^/]+:/)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Meant();

    [GeneratedRegex($@"\A(ssh://{Who}(:(?<port>\d{{1,5}}))?(?<path>/.*)|{Who}:(?<path>/([^/].*)?))\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OverSsh();

    [GeneratedRegex($@"\A(?<daemon>rsync)://{Who}(:(?<port>\d{{1,5}}))?/+(?<path>[^/].*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Daemon();
}
