using System.Globalization;
using System.Runtime.InteropServices;

namespace Couriarr;

/// <summary>
/// Who the program is in a container: root that is told PUID and PGID becomes that user before it opens anything, and UMASK says what
/// others may do with the files it makes.
/// </summary>
internal static partial class ProcessUser
{
    private const string User = "PUID",
        Group = "PGID",
        Mask = "UMASK";

    /// <returns>What is wrong with what was asked for; null when all is well.</returns>
    public static string? Take(Func<string, string?> said)
    {
        if (Number(said, User, 10) is not { } user)
            return $"{User}={said(User)} is no number of a user. Set it to what `id -u` says.";
        if (Number(said, Group, 10) is not { } group)
            return $"{Group}={said(Group)} is no number of a group. Set it to what `id -g` says.";
        if (Number(said, Mask, 8) is not { } mask || mask > 0x1ff)
            return $"{Mask}={said(Mask)} is no mask. Set it to three octal digits, as 022.";
        if (mask >= 0)
            _ = SetMask((uint)mask);
        return user < 0 && group < 0 ? null : Become(user, group, said("COURIARR_DATA"));
    }

    private static string? Become(int user, int group, string? data)
    {
        if (!Environment.IsPrivilegedProcess)
            return IsAlready(user, group)
                ? null
                : $"{User} and {Group} are for a program that is started as root. Start the container with --user {user}:{group} instead, or as root.";
        if (user == 0)
            return null;
        (user, group) = (user < 0 ? (int)UserId() : user, group < 0 ? user : group);
        if (data is not null)
            Own(data, user, group);
        return SetGroups(0, []) == 0 && SetGroup((uint)group) == 0 && SetUser((uint)user) == 0
            ? null
            : $"The system does not let this program become {user}:{group} ({Marshal.GetLastPInvokeErrorMessage()}). Leave {User} and {Group} away and start it with --user {user}:{group}.";
    }

    private static bool IsAlready(int user, int group) => (user < 0 || user == UserId()) && (group < 0 || group == GroupId());

    // What an earlier start as another user left; links are not followed.
    private static void Own(string data, int user, int group)
    {
        Directory.CreateDirectory(data);
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFileSystemEntries(data, "*", all).Prepend(data))
            _ = ChangeOwner(path, (uint)user, (uint)group);
    }

    /// <returns>-1 when nothing was said, null when it was nonsense.</returns>
    private static int? Number(Func<string, string?> said, string name, int radix)
    {
        if (said(name) is not { Length: > 0 } text)
            return -1;
        if (!text.All(digit => char.IsAsciiDigit(digit) && digit - '0' < radix) || text.Length > 9)
            return null;
        return radix == 8 ? Convert.ToInt32(text, 8) : int.Parse(text, CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);

    [LibraryImport("libc", EntryPoint = "getuid")]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getgid")]
    private static partial uint GroupId();

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    private static partial int SetGroups(nuint count, uint[] groups);

    [LibraryImport("libc", EntryPoint = "setgid", SetLastError = true)]
    private static partial int SetGroup(uint group);

    [LibraryImport("libc", EntryPoint = "setuid", SetLastError = true)]
    private static partial int SetUser(uint user);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
