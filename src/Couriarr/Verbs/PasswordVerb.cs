using System.Text;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Accounts;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Sets the administrator's password on the host: by itself when nobody has the data folder, else by a note to the service that has.</summary>
internal static class PasswordVerb
{
    private const int MostLooks = 150;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(Settings settings, string? name, CancellationToken ct)
    {
        if (name is not null && AccountRules.ComplaintAboutName(name) is { } odd)
            throw new StartupException(odd, StartupException.Configuration);
        var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync(ct) ?? "" : Ask();
        if (AccountRules.ComplaintAboutPassword(password) is { } weak)
            throw new StartupException(weak, StartupException.Configuration);
        await SetAsync(settings, new NotedPassword(PasswordHash.Of(password), name?.Trim()), ct);
        Console.WriteLine("The new password is in force. Whoever was signed in has to sign in again.");
        return 0;
    }

    private static async Task SetAsync(Settings settings, NotedPassword wanted, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(_ => { });
        try
        {
            await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, logs, ct);
            await new AccountTable(store.Database, TimeProvider.System).SetPasswordAsync(wanted.Name, wanted.Password, ct);
        }
        catch (StartupException e) when (e.IsAlreadyRunning)
        {
            await HandOverAsync(new PasswordNote(settings.Folder), wanted, ct);
        }
    }

    private static async Task HandOverAsync(PasswordNote note, NotedPassword wanted, CancellationToken ct)
    {
        note.Leave(wanted);
        for (var looks = 0; note.IsThere && looks < MostLooks; looks++)
            await Task.Delay(Pace, ct);
        if (!note.IsThere)
            return;
        note.TearUp();
        throw new StartupException(
            "The running service did not take up the new password. Run this as the same user as the service, or stop the service first.",
            StartupException.Failure
        );
    }

    private static string Ask()
    {
        var first = AskOnce("New password: ");
        return AskOnce("Once more: ") == first
            ? first
            : throw new StartupException("The two are not the same; nothing was changed.", StartupException.Configuration);
    }

    private static string AskOnce(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
