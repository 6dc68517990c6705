using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Transfers.Remote;

/// <summary>By which key we come to other machines, and by which keys we know them. Nobody is ever asked anything.</summary>
/// <param name="folder">The one for both below the data folder; null without one.</param>
internal sealed class SshFiles(string? folder, RemoteOptions options)
{
    public string? Key => options.SshKey ?? InFolder("id");
    private string? KnownHosts => options.KnownHosts ?? InFolder("known_hosts");

    /// <summary>For --rsh.</summary>
    public string CommandFor(RemoteAddress address) =>
        string.Join(
            ' ',
            [
                "ssh -o BatchMode=yes -o ConnectTimeout=10 -o StrictHostKeyChecking=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=4",
                .. address.Port is { } port ? [string.Create(CultureInfo.InvariantCulture, $"-p {port}")] : Array.Empty<string>(),
                .. Key is { } key ? [$"-o IdentitiesOnly=yes -i {Quoted(key)}"] : Array.Empty<string>(),
                .. KnownHosts is { } known ? [$"-o {Quoted($"UserKnownHostsFile=\"{known}\"")}"] : Array.Empty<string>(),
            ]
        );

    /// <summary>What a person types to have a machine known, after looking whether it is that one.</summary>
    public string HowToKnow(RemoteAddress address) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ssh-keyscan -p {address.Port ?? 22} {address.Host.Trim('[', ']')} >> {options.KnownHosts ?? Whole("known_hosts") ?? "~/.ssh/known_hosts"}"
        );

    private string? InFolder(string name) => Whole(name) is { } path && File.Exists(path) ? path : null;

    private string? Whole(string name) => folder is null ? null : Path.Join(folder, name);

    // As rsync reads it: within quotes, two of them are one.
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
