using System.Globalization;
using System.Text;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;

namespace Couriarr.Doors.Parity;

/// <summary>A comparison for spreadsheets. Whatever a name begins with, no cell becomes a formula.</summary>
internal static class ReportCsv
{
    public const string Type = "text/csv";
    public const string Example =
        "library,title,standing,path,source_bytes,source_modified,destination_bytes,destination_modified,destination_path,app_bytes,why\r\n";
    private const int AtOnce = 2000;
    private static readonly char[] Formulas = ['=', '+', '-', '@', '\t', '\r', '\n'];

    public static async Task WriteAsync(Stream to, ReconcileDesk desk, Run run, CancellationToken ct)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Example);
        long after = 0;
        for (List<Finding> page; (page = await desk.FilesAsync(run.Id, null, [], after, AtOnce, ct)).Count > 0; after = page[^1].Id)
            foreach (var file in page)
                await text.WriteAsync(LineOf(file));
    }

    private static string LineOf(Finding f) =>
        string.Join(
            ',',
            new[]
            {
                f.Library,
                f.Title,
                f.Standing,
                f.Within,
                Number(f.Source?.Size),
                Time(f.Source),
                Number(f.There?.Size),
                Time(f.There),
                f.ThereWithin ?? "",
                Number(f.AppSize),
                f.Why ?? "",
            }.Select(Cell)
        ) + "\r\n";

    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && Formulas.Contains(text.TrimStart(' ') is [var first, ..] ? first : ' ') ? $"'{text}" : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Time(Sight? sight) =>
        sight is null
            ? ""
            : DateTimeOffset.FromUnixTimeMilliseconds(sight.Modified).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
