using System.Numerics;

namespace Couriarr.Jobs.Schedules;

/// <summary>The values that one field of a cron line allows, as bits.</summary>
/// <param name="IsOpen">Begins with a star. Cron asks that of the text and not of the values: 0-23 is not open, */2 is.</param>
internal readonly record struct CronField(ulong Values, bool IsOpen)
{
    public bool Contains(int value) => (Values >> value & 1) == 1;

    /// <summary>The smallest allowed value that is not smaller than this one.</summary>
    public int? AtOrAfter(int value)
    {
        var rest = value < 64 ? Values >> value : 0;
        return rest == 0 ? null : value + BitOperations.TrailingZeroCount(rest);
    }
}
