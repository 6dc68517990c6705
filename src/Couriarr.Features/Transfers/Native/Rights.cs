using System.Globalization;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Native;

/// <summary>The rights of files as sync.chmod writes them, in the language of rsync's --chmod: D755,F644 or Fu=rw,go-w.</summary>
internal sealed class Rights
{
    private const uint All = 0xfff,
        Executable = 0x49;
    private static readonly Lazy<uint> Umask = new(() =>
        Convert.ToUInt32(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("Umask:", StringComparison.Ordinal))[6..].Trim(),
            8
        )
    );
    private readonly List<Change> _changes;

    private Rights(List<Change> changes) => _changes = changes;

    /// <exception cref="PermanentException">It is no such language.</exception>
    public static Rights Of(string text) =>
        new([.. text.Split(',').Where(part => !part.StartsWith('D')).Select(part => Read(part.StartsWith('F') ? part[1..] : part, text))]);

    /// <returns>What becomes of these rights of a file.</returns>
    public uint For(uint rights) => _changes.Aggregate(rights, (all, change) => change.To(all));

    private static Change Read(string part, string text)
    {
        if (part.Length is > 0 and <= 5 && part.All(c => c is >= '0' and <= '7'))
            return new Change(0, Convert.ToUInt32(part, 8) & All, KeepsX: false);
        var sign = part.AsSpan().IndexOfAny("+-=");
        return sign >= 0 && part[..sign].All("ugoa".Contains) && part[(sign + 1)..].All("rwxXst".Contains)
            ? Symbolic(part[..sign], part[sign], part[(sign + 1)..])
            : throw new PermanentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"sync.chmod is '{text}', which is nothing like D755,F644 or u=rw,go=r. Mend it, or let rsync copy (sync.engine: rsync), and restart."
                )
            );
    }

    private static Change Symbolic(string whom, char sign, string what)
    {
        var where = (uint)
            whom.Distinct()
                .Sum(c =>
                    c switch
                    {
                        'u' => 0x40,
                        'g' => 8,
                        'o' => 1,
                        _ => 0,
                    }
                );
        if (whom.Contains('a', StringComparison.Ordinal))
            where = Executable;
        var bits = (uint)
            what.Distinct()
                .Sum(c =>
                    c switch
                    {
                        'r' => 4,
                        'w' => 2,
                        'x' => 1,
                        'X' when !what.Contains('x', StringComparison.Ordinal) => 1,
                        _ => 0,
                    }
                );
        // As for chmod: who names nobody means all whom the umask lets.
        var named = where == 0 ? Executable * bits & ~Umask.Value : where * bits;
        var (above, special) = (Special(whom), what.Contains('t', StringComparison.Ordinal) ? 0x200u : 0);
        if (what.Contains('s', StringComparison.Ordinal))
            special |= above == 0 ? 0x800u : above;
        var reach = (where == 0 ? Executable : where) * 7;
        var keepsX = what.Contains('X', StringComparison.Ordinal);
        return sign switch
        {
            '+' => new Change(All, named | special, keepsX),
            '-' => new Change(All & ~(named | special), 0, keepsX),
            _ => new Change(All & ~(reach | (special == 0 ? 0 : above)), named | special, keepsX),
        };
    }

    private static uint Special(string whom) =>
        (whom.Contains('u', StringComparison.Ordinal) ? 0x800u : 0) | (whom.Contains('g', StringComparison.Ordinal) ? 0x400u : 0);

    private sealed record Change(uint Kept, uint Added, bool KeepsX)
    {
        public uint To(uint rights) => (rights & Kept) | (KeepsX && (rights & Executable) == 0 ? Added & ~Executable : Added);
    }
}
