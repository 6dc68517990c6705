using System.Diagnostics;
using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>A machine with a real rsync daemon that asks for a password.</summary>
internal sealed class DaemonMachine : FarMachine
{
    public const string Password = "a pass word";

    public override string Address => string.Create(CultureInfo.InvariantCulture, $"rsync://keeper@127.0.0.1:{Port}/media");
    public override RemoteOptions Access => new() { Password = new Secret(Password) };

    public override string AccessInYaml => $"    password: {Password}\n";

    protected override ProcessStartInfo Command =>
        Quiet("/usr/bin/rsync", "--daemon", "--no-detach", $"--config={Config}", "--log-file=/dev/stdout");

    private string Config => Path.Combine(Root, "rsyncd.conf");

    protected override void Prepare()
    {
        var secrets = Path.Combine(Root, "rsyncd.secrets");
        File.WriteAllText(secrets, $"keeper:{Password}\n");
        File.SetUnixFileMode(secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(
            Config,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                address = 127.0.0.1
                port = {Port}
                use chroot = no
                reverse lookup = no
                {(Environment.IsPrivilegedProcess ? "uid = root" : "")}

                [media]
                path = {Folder}
                read only = no
                auth users = keeper
                secrets file = {secrets}

                """
            )
        );
    }
}
