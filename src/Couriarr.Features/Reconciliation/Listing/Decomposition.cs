using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Takes characters apart into letters and marks in their canonical order (NFD). The program runs without the system's tables of
/// languages, and string.Normalize does nothing there; so the table is our own.
/// </summary>
internal static class Decomposition
{
    private const int Hangul = 0xAC00,
        HangulEnd = 0xD7A3,
        Leads = 0x1100,
        Vowels = 0x1161,
        Tails = 0x11A7,
        TailCount = 28,
        VowelCount = 21;
    private static readonly Lazy<(FrozenDictionary<int, int[]> Parts, FrozenDictionary<int, byte> Classes)> Tables = new(Load);

    /// <summary>Appends the bytes of a name, taken apart. What is no UTF-8 stays as it is.</summary>
    public static void Append(List<byte> key, ReadOnlySpan<byte> name)
    {
        List<(int Sign, byte Class)> run = [];
        while (name.Length > 0)
        {
            var isWhole = Rune.DecodeFromUtf8(name, out var rune, out var used) is System.Buffers.OperationStatus.Done;
            if (isWhole)
                Add(run, rune.Value, key);
            else
                Add(run, -name[0], key);
            name = name[(isWhole ? used : 1)..];
        }
        Flush(run, key);
    }

    private static void Add(List<(int Sign, byte Class)> run, int sign, List<byte> key)
    {
        if (sign < 0xC0)
            AddPart(run, sign, key);
        else if (sign is >= Hangul and <= HangulEnd)
            AddHangul(run, sign - Hangul, key);
        else if (Tables.Value.Parts.TryGetValue(sign, out var parts))
            foreach (var part in parts)
                AddPart(run, part, key);
        else
            AddPart(run, sign, key);
    }

    private static void AddHangul(List<(int Sign, byte Class)> run, int index, List<byte> key)
    {
        AddPart(run, Leads + (index / (VowelCount * TailCount)), key);
        AddPart(run, Vowels + (index % (VowelCount * TailCount) / TailCount), key);
        if (index % TailCount > 0)
            AddPart(run, Tails + (index % TailCount), key);
    }

    // Marks stand by their class, those of one class as they came; a letter ends the run.
    private static void AddPart(List<(int Sign, byte Class)> run, int sign, List<byte> key)
    {
        var mark = sign < 0x300 ? (byte)0 : Tables.Value.Classes.GetValueOrDefault(sign);
        if (mark == 0)
            Flush(run, key);
        var at = run.Count;
        while (mark > 0 && at > 0 && run[at - 1].Class > mark)
            at--;
        run.Insert(at, (sign, mark));
    }

    private static void Flush(List<(int Sign, byte Class)> run, List<byte> key)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var (sign, _) in run)
            if (sign < 0)
                key.Add((byte)-sign);
            else
                key.AddRange(bytes[..new Rune(sign).EncodeToUtf8(bytes)]);
        run.Clear();
    }

    private static (FrozenDictionary<int, int[]>, FrozenDictionary<int, byte>) Load()
    {
        var (parts, classes) = (new Dictionary<int, int[]>(), new Dictionary<int, byte>());
        using var table = new StreamReader(typeof(Decomposition).Assembly.GetManifestResourceStream("decompositions.txt")!);
        while (table.ReadLine() is { } line)
            foreach (var word in line.StartsWith('#') ? [] : line.Split(' '))
                if (word.Split('=') is [var sign, var apart])
                    parts.Add(Hex(sign), [.. apart.Split('+').Select(Hex)]);
                else if (word.Split('-', '@') is [var first, var last, var mark])
                    for (var each = Hex(first); each <= Hex(last); each++)
                        classes.Add(each, byte.Parse(mark, CultureInfo.InvariantCulture));
        return (parts.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
