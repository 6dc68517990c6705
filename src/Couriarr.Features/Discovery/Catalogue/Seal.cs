using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>
/// What the rules say of a span of shows, in one number: the database adds it up itself, and spans of which it comes to the same need
/// no look at their shows. The keys of verdicts are as good as random, so that two spans that differ hardly ever have the same.
/// </summary>
internal static class Seal
{
    /// <summary>How many numbers of shows are a span.</summary>
    public const int Width = 4096;

    // So many bits of a key that a whole span of them, each times its place, does not overflow.
    private const long Bits = (1L << 38) - 1;

    /// <summary>Over the shows of one span.</summary>
    public static readonly string Sql =
        $"CAST(coalesce(sum((verdict_key & {Bits}) * (tvmaze_id - (tvmaze_id / {Width}) * {Width} + 1)), 0) AS bigint)";

    /// <param name="keys">Of each verdict.</param>
    /// <param name="verdicts">Of each row.</param>
    public static long[] Of(ShowTable table, long[] keys, int[] verdicts)
    {
        var seals = new long[SpansOf(table)];
        for (var row = 0; row < table.Count; row++)
        {
            var id = table.IdOf(row);
            seals[id / Width] += (keys[verdicts[row]] & Bits) * ((id % Width) + 1);
        }
        return seals;
    }

    public static int SpansOf(ShowTable table) => table.Count == 0 ? 0 : (int)(table.IdOf(table.Count - 1) / Width) + 1;
}
