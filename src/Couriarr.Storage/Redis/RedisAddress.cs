using System.Globalization;

namespace Couriarr.Storage.Redis;

/// <summary>Where Redis is: redis://:password@host:6379/0, or rediss:// for TLS.</summary>
internal sealed record RedisAddress(string Host, int Port, int Database, bool IsTls)
{
    private const int UsualPort = 6379;

    /// <summary>Not part of the text: that stands in logs.</summary>
    public string? Password { get; init; }

    /// <exception cref="StartupException">It is no such address.</exception>
    public static RedisAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
            throw Refused("it does not begin with redis:// or rediss:// and a host");
        var path = uri.AbsolutePath.Trim('/');
        var database = 0;
        if (path.Length > 0 && !int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out database))
            throw Refused("what follows the last slash is no number of a database");
        var (user, password) = Credentials(uri.UserInfo);
        if (user is not ("" or "default"))
            throw Refused("it names a user; Couriarr logs in with a password alone, as the user 'default'");
        return new RedisAddress(uri.Host, uri.Port > 0 ? uri.Port : UsualPort, database, uri.Scheme == "rediss") { Password = password };
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"redis{(IsTls ? "s" : "")}://{Host}:{Port}/{Database}");

    private static (string User, string? Password) Credentials(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? ("", text.Length > 0 ? Uri.UnescapeDataString(text) : null)
            : (Uri.UnescapeDataString(text[..colon]), Uri.UnescapeDataString(text[(colon + 1)..]));
    }

    private static StartupException Refused(string why) =>
        new(
            $"storage.queue cannot be read: {why}. Write it like redis://:password@host:6379/0, or leave it out to keep the queue in the database.",
            StartupException.Configuration
        );
}
