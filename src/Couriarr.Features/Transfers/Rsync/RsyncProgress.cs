using System.Globalization;
using System.Text;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>What rsync says of how far it is: "30.00M 100%  298.02MB/s    0:00:00", each overwriting the one before.</summary>
internal static class RsyncProgress
{
    /// <summary>The line that our --out-format makes rsync write for the file.</summary>
    public const string Format = $"{Finished}%b";

    /// <summary>The same for what of it differs.</summary>
    public const string Difference = $"{Finished}%i";
    private const string Finished = "couriarr ";

    public static CopyProgress? Read(ReadOnlySpan<char> line)
    {
        Span<Range> parts = stackalloc Range[5];
        line = line.Trim();
        if (
            line.SplitAny(parts, " ", StringSplitOptions.RemoveEmptyEntries) < 4
            || !line[parts[1]].EndsWith("%")
            || !line[parts[2]].EndsWith("/s")
        )
            return null;
        // At the end it says how long it took instead.
        var remaining = line[parts[1]] is "100%" ? "0:00:00" : line[parts[3]].ToString();
        return SizeOf(line[parts[0]]) is { } bytes ? CopyProgress.Of(bytes, line[parts[2]].ToString(), remaining) : null;
    }

    public static string? ToldIn(string line) =>
        line.StartsWith(Finished, StringComparison.Ordinal) ? line[Finished.Length..].Trim() : null;

    public static long MovedIn(string told) =>
        long.TryParse(told, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    private static long? SizeOf(ReadOnlySpan<char> text)
    {
        var unit = text[^1] switch
        {
            'K' => 1e3,
            'M' => 1e6,
            'G' => 1e9,
            'T' => 1e12,
            'P' => 1e15,
            _ => 1,
        };
        var digits = char.IsLetter(text[^1]) ? text[..^1] : text;
        const NumberStyles Form = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        return double.TryParse(digits, Form, CultureInfo.InvariantCulture, out var number) ? (long)(number * unit) : null;
    }
}

/// <summary>Reads what a child says, line by line, where a carriage return ends a line too.</summary>
internal static class Speech
{
    private const int LongestLine = 64 * 1024;

    public static async Task ReadAsync(StreamReader said, Action<string> hear)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        int count;
        while ((count = await said.ReadAsync(buffer.AsMemory())) > 0)
            foreach (var c in buffer.AsSpan(0, count))
                if (c is not ('\r' or '\n'))
                    Append(line, c);
                else if (line.Length > 0)
                {
                    hear(line.ToString());
                    line.Clear();
                }
        if (line.Length > 0)
            hear(line.ToString());
    }

    private static void Append(StringBuilder line, char c)
    {
        if (line.Length < LongestLine)
            line.Append(c);
    }
}
