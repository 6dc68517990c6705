namespace Couriarr.Features.Configuration;

/// <summary>Who said a value. Later ones win.</summary>
public enum Voice
{
    Default,
    File,
    Environment,
    CommandLine,
}

/// <summary>Where a value was said, in words that lead its owner there.</summary>
public sealed record Origin(Voice Voice, string Place, long Line = 0, long Column = 0)
{
    public static readonly Origin Default = new(Voice.Default, "default");

    public static Origin Variable(string name) => new(Voice.Environment, name);

    public override string ToString() => Line > 0 ? $"{Place}:{Line}:{Column}" : Place;
}
