using System.Globalization;
using System.Text.RegularExpressions;

namespace Couriarr.Logging;

/// <summary>A line for people, and the way back. What stands before the source is never anything that came from outside.</summary>
internal static partial class TextLayout
{
    private const string Moment = "yyyy-MM-dd HH:mm:ss.fff zzz";

    public static string Render(LogLine line)
    {
        var job = line.Job is { } of ? $"[#{of.Job} of #{of.Root} {Visible.Of(of.Kind)} try {of.Attempt}] " : "";
        var error = line.Error is null ? "" : " | " + Visible.Of(line.Error);
        var at = line.At.ToString(Moment, CultureInfo.InvariantCulture);
        return $"{at} {LogWords.Of(line.Level), -8} {job}{Visible.Of(Short(line.Source))}: {Visible.Of(line.Message)}{error}";
    }

    /// <summary>Only what happened and when.</summary>
    public static string RenderHistory(LogLine line)
    {
        var job = line.Job is { } of ? $" (#{of.Job})" : "";
        return $"{line.At.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)} {Visible.Of(line.Message)}{job}";
    }

    /// <returns>Null when it is not a line of ours.</returns>
    public static WrittenLine? Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return null;
        return new WrittenLine(
            DateTimeOffset.ParseExact(match.Groups["at"].ValueSpan, Moment, CultureInfo.InvariantCulture),
            LogWords.Read(match.Groups["level"].Value) ?? LogLevel.Information,
            Number(match.Groups["job"]),
            Number(match.Groups["root"]),
            match.Groups["kind"] is { Success: true } kind ? kind.Value : null,
            (int?)Number(match.Groups["try"]),
            match.Groups["source"].Value,
            match.Groups["message"].Value
        );
    }

    private static string Short(string source) => source[(source.LastIndexOf('.') + 1)..];

    private static long? Number(Group group) => group.Success ? long.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"^(?<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d) (?<level>[A-Z]+) +"
            + @"(\[#(?<job>\d{1,18}) of #(?<root>\d{1,18}) (?<kind>[^\] ]+) try (?<try>\d{1,9})\] )?(?<source>[^: ]+): (?<message>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Form();
}

/// <summary>A line as it is read back.</summary>
internal sealed record WrittenLine(
    DateTimeOffset Time,
    LogLevel Level,
    long? Job,
    long? Root,
    string? Kind,
    int? Attempt,
    string Source,
    string Message
);
