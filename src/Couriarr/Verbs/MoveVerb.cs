using System.CommandLine;
using System.Globalization;
using Couriarr.Storage.Moving;

namespace Couriarr.Verbs;

/// <summary>Takes the database from the file in the data folder to the PostgreSQL server of the configuration.</summary>
internal static class MoveVerb
{
    public static Command Command(Choices choices)
    {
        var isDry = new Option<bool>("--dry-run") { Description = "only look whether it can be done, and how much there is" };
        var move = new Command(
            "move",
            "Take the database from its file to the PostgreSQL server of storage.database; the file stays as it is."
        )
        {
            isDry,
        };
        move.SetAction(
            (parsed, ct) =>
                CommandLine.Honestly(
                    choices,
                    (settings, stop) => RunAsync(settings, parsed.GetValue(isDry), parsed.InvocationConfiguration.Output, stop)
                )(parsed, ct)
        );
        return move;
    }

    private static async Task<int> RunAsync(Settings settings, bool isDry, TextWriter output, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(_ => { });
        var all = 0L;
        await Move.RunAsync(settings.Storage, isDry, Tell, TimeProvider.System, logs, ct);
        await output.WriteLineAsync(
            isDry
                ? $"{Number(all)} rows would be moved to {settings.Storage.Postgres!.Place}. Nothing was changed."
                : $"{Number(all)} rows are on {settings.Storage.Postgres!.Place} and were compared one by one. The file stays as it is: keep it until you "
                    + "have a backup of the server. Start the service with ./run"
        );
        return 0;

        void Tell(MovedTable table)
        {
            all += table.Rows;
            output.WriteLine($"{table.Name, -24} {Number(table.Rows), 12}");
        }
    }

    private static string Number(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}
