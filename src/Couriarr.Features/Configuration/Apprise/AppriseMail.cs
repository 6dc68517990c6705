namespace Couriarr.Features.Configuration.Apprise;

/// <summary>mailto:// and mailtos://, with the servers of the providers that everybody has.</summary>
internal static class AppriseMail
{
    private static readonly Dictionary<string, string> Servers = new()
    {
        ["gmail.com"] = "smtp.gmail.com",
        ["googlemail.com"] = "smtp.gmail.com",
        ["outlook.com"] = "smtp-mail.outlook.com",
        ["hotmail.com"] = "smtp-mail.outlook.com",
        ["live.com"] = "smtp-mail.outlook.com",
        ["yahoo.com"] = "smtp.mail.yahoo.com",
        ["icloud.com"] = "smtp.mail.me.com",
        ["me.com"] = "smtp.mail.me.com",
        ["fastmail.com"] = "smtp.fastmail.com",
        ["gmx.com"] = "mail.gmx.com",
        ["gmx.net"] = "mail.gmx.net",
        ["gmx.de"] = "mail.gmx.net",
        ["web.de"] = "smtp.web.de",
    };

    public static Dictionary<string, object?>? Read(AppriseUrl url)
    {
        var provider = Servers.GetValueOrDefault(url.Host.ToLowerInvariant());
        var host = url.Asked("smtp") ?? provider ?? url.Host;
        var user = url.Asked("user") ?? url.User;
        if (host.Length == 0 || url.Server is null && url.Place.Length > 0 || user is null && url.Asked("from") is null)
            return null;
        var password = url.Asked("pass") ?? url.Password;
        var account = user is null || user.Contains('@', StringComparison.Ordinal) ? user : $"{user}@{url.Host}";
        var from = url.Asked("from") is { } said && said.Contains('@', StringComparison.Ordinal) ? said : account ?? "";
        var encrypts = provider is not null || url.Scheme == "mailtos" || password is not null;
        return new()
        {
            ["host"] = host,
            ["port"] =
                url.Port
                ?? (
                    url.Asked("mode") == "ssl" ? "465"
                    : encrypts ? "587"
                    : "25"
                ),
            ["starttls"] = encrypts ? null : "false",
            ["implicit_tls"] = url.Asked("mode") == "ssl" && url.Port is not null ? "true" : null,
            // Providers know their people by the whole address.
            ["username"] =
                password is null ? null
                : provider is null ? user
                : account,
            ["password"] = password,
            ["from"] = url.Asked("name") is { } name && !name.Contains('"', StringComparison.Ordinal) ? $"\"{name}\" <{from}>" : from,
            ["to"] = Recipients(url, from),
        };
    }

    private static List<string> Recipients(AppriseUrl url, string from)
    {
        var to = url.Path.Append(url.Asked("to") ?? "").SelectMany(some => some.Split(',', StringSplitOptions.TrimEntries)).ToList();
        to.RemoveAll(address => address.Length == 0);
        return to.Count > 0 ? to : [from];
    }
}
