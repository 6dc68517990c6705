using Couriarr.Features.Configuration;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Remote;

/// <summary>Translates how rsync ended at another machine into the engine's words. What that machine is at fault for waits at its route's gate. Pure.</summary>
internal static class RemoteFailure
{
    public const string Oldest = "3.2.4";
    private const int SshFailed = 255;

    /// <summary>What another node may fare better with: the way there, and as whom we come.</summary>
    private static readonly (string Words, Func<RemoteAddress, SshFiles, string> Why)[] OnTheWay =
    [
        (
            "IDENTIFICATION HAS CHANGED",
            (there, ssh) =>
                $"shows another key than the one it is known by. Somebody may stand in between. If it was set up anew, remove the old key with ssh-keygen -R, then: {ssh.HowToKnow(there)}"
        ),
        (
            "Host key verification failed",
            (there, ssh) => $"is not known yet: look whether it is the right one, then: {ssh.HowToKnow(there)}"
        ),
        (
            "UNPROTECTED PRIVATE KEY FILE",
            (_, ssh) =>
                $"cannot be reached: others may read our key, so ssh does not use it. Put that right: chmod 600 {ssh.Key ?? "~/.ssh/id_*"}"
        ),
        ("publickey", (there, _) => $"does not let us in by our key. Put its public half into ~/.ssh/authorized_keys of {there.At}."),
        (
            "auth failed on module",
            (_, _) => "does not take our name and password. Set the user in the destination and sync.remote.password."
        ),
        ("access denied", (_, _) => "does not let this machine in (hosts allow in its rsyncd.conf)."),
        ("Failed to exec ssh", (_, _) => "cannot be reached: ssh is not installed here. Install it: apt-get install -y openssh-client"),
        (
            "No user exists for uid",
            (_, _) =>
                "cannot be reached: ssh wants its user to have a name, and the one that runs Couriarr has none. Give it a line in /etc/passwd; in a container bind the host's: -v /etc/passwd:/etc/passwd:ro"
        ),
        ("failed to execute /bin/bash", (_, _) => "is not written to from here: that takes bash. Install it: apt-get install -y bash"),
        ("Could not resolve", (_, _) => "has no address: its name cannot be resolved."),
        ("Name or service not known", (_, _) => "has no address: its name cannot be resolved."),
        ("Connection refused", (_, _) => "refuses the connection: nothing listens there."),
        ("timed out", (_, _) => "does not answer."),
        ("timeout waiting for daemon", (_, _) => "does not answer."),
        ("No route to host", (_, _) => "cannot be reached: there is no way to it."),
        ("Network is unreachable", (_, _) => "cannot be reached: there is no way to it."),
        ("Connection closed by", (_, _) => "ended the connection."),
        ("Connection reset by", (_, _) => "ended the connection."),
    ];

    /// <summary>What it would say to everybody.</summary>
    private static readonly (string Words, Func<RemoteAddress, string> Why)[] OverThere =
    [
        ("Unknown module", there => $"serves no module '{there.Path.Split('/')[0]}'. Add it to its rsyncd.conf."),
        ("max connections", _ => "has as many connections as its rsyncd.conf allows."),
        ("module is read only", _ => "lets nobody write into the module. Set read only = no in its rsyncd.conf."),
        ("chdir failed", _ => "does not find the folder of the module. It may not be mounted there."),
        ("rsync: command not found", _ => $"has no rsync. Install {Oldest} or newer there."),
        ("rsync: not found", _ => $"has no rsync. Install {Oldest} or newer there."),
        ("unknown option", _ => $"has an rsync that is too old. Install {Oldest} or newer there."),
    ];

    /// <returns>Null when it did its work.</returns>
    public static Exception? Of(RsyncEnd end, RemoteAddress there, SshFiles ssh, string file) =>
        end.Code == 0 ? null
        : Surroundings(end, there, ssh) is { } why ? why
        : end.Said.Contains("could not make way for new regular file", StringComparison.Ordinal)
            ? new PermanentException("At the destination a folder has the name of the file. Rename it, then retry.")
        : RsyncExit.Judge(end.Code, end.Said, file);

    // Where only files were at fault their names are quoted, whatever those say.
    private static BlockedException? Surroundings(RsyncEnd end, RemoteAddress there, SshFiles ssh) =>
        end.Code is 23 or 24 ? null
        : OverThere.FirstOrDefault(one => Says(end, one.Words)).Why is { } refusal ? new BlockedException($"{there.Host} {refusal(there)}")
        : OnTheWay.FirstOrDefault(one => Says(end, one.Words)).Why is { } why ? new OutOfReachException($"{there.Host} {why(there, ssh)}")
        : null;

    private static bool Says(RsyncEnd end, string words) => end.Said.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same for a look at the destination's own folder.</summary>
    public static Exception? OfLook(RsyncEnd end, RemoteAddress there, SshFiles ssh) =>
        end.Code == 23 && Says(end, "No such file or directory")
            ? new BlockedException($"{there.Host} has no folder {there.Path}: make it, or mount there what it lies on.")
        : Surroundings(end, there, ssh) is { } why ? why
        : end.Code == SshFailed ? new OutOfReachException($"{there.Host} cannot be reached over ssh. It said: {end.Said}")
        : Of(end, there, ssh, there.Path);
}
