using System.Diagnostics;
using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Shell = Couriarr.Tests.Storage.Shell;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>A machine with a real sshd that lets in whoever has its key.</summary>
internal sealed class SshMachine : FarMachine
{
    public SshMachine()
    {
        MakeKey("host");
        MakeKey("id");
        File.Copy(At("id.pub"), At("authorized"));
        // Without it sshd does not start for root; the package's service makes it.
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd");
    }

    public override string Address => string.Create(CultureInfo.InvariantCulture, $"ssh://{Environment.UserName}@127.0.0.1:{Port}{Folder}");
    public override RemoteOptions Access => new() { SshKey = At("id"), KnownHosts = KnownHosts };
    public override string AccessInYaml => $"    ssh_key: {Key}\n    known_hosts: {KnownHosts}\n";
    public string KnownHosts => At("known hosts");
    public string Key => At("id");

    protected override ProcessStartInfo Command => Quiet("/usr/sbin/sshd", "-D", "-e", "-f", At("sshd_config"));

    /// <summary>It gets a new key, as one that is set up anew.</summary>
    public void ChangeHostKey()
    {
        File.Delete(At("host"));
        File.Delete(At("host.pub"));
        MakeKey("host");
    }

    public void LetNobodyIn() => File.WriteAllText(At("authorized"), "");

    /// <summary>Its disk flips one byte of this file as soon as it is there, once, and shows no other time for it.</summary>
    public void FlipOnce(string file)
    {
        File.WriteAllText(
            At("run"),
            $"""
            #!/bin/sh
            sh -c "$SSH_ORIGINAL_COMMAND"
            code=$?
            if [ -f '{file}' ] && [ ! -e '{At("flipped")}' ]; then
              touch -r '{file}' '{At("flipped")}'
              printf '\377\376\375\374' | dd of='{file}' bs=1 seek=1000 conv=notrunc status=none
              touch -r '{At("flipped")}' '{file}'
            fi
            exit $code
            """
        );
        File.WriteAllText(At("authorized"), $"command=\"sh '{At("run")}'\" {File.ReadAllText(At("id.pub"))}");
    }

    /// <summary>Its rsync stands still, while its ssh goes on answering.</summary>
    public void HangRsync() => Shell.Run("kill", ["-STOP", .. Serving]);

    /// <summary>What hangs does not end with the connection.</summary>
    public void KillHung() => Shell.Run("kill", ["-KILL", .. Serving]);

    private IEnumerable<string> Serving =>
        from one in Features.Places.Family.With("SSH_CONNECTION")
        where one.Value.EndsWith(string.Create(CultureInfo.InvariantCulture, $" {Port}"), StringComparison.Ordinal)
        where CommandOf(one.Id).StartsWith("rsync --server", StringComparison.Ordinal)
        select one.Id.ToString(CultureInfo.InvariantCulture);

    public bool HasFlipped => File.Exists(At("flipped"));

    /// <summary>As ssh-keyscan writes it.</summary>
    public void BecomeKnown() =>
        File.WriteAllText(
            KnownHosts,
            string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{Port} {File.ReadAllText(At("host.pub"))}")
        );

    protected override void Prepare()
    {
        File.WriteAllText(
            At("sshd_config"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Port {Port}
                ListenAddress 127.0.0.1
                HostKey {At("host")}
                AuthorizedKeysFile {At("authorized")}
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                MaxStartups 100
                ClientAliveInterval 1

                """
            )
        );
        if (!File.Exists(KnownHosts))
            BecomeKnown();
    }

    private string At(string name) => Path.Combine(Root, name);

    private void MakeKey(string name)
    {
        using var maker = Process.Start(Quiet("/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At(name)))!;
        maker.WaitForExit();
        Assert.Equal(0, maker.ExitCode);
    }
}
