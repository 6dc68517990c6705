namespace Couriarr.Features.Outside;

/// <summary>Somebody outside who is asked something.</summary>
/// <param name="Service">The kind, for the metrics: radarr, plex, tvmaze.</param>
/// <param name="Who">As the owner knows it, like "Radarr 'hd'". Failures begin with it.</param>
public sealed record Peer(string Service, string Who, Reach Reach)
{
    private const int Mebi = 1024 * 1024;

    /// <summary>Enough for everything but lists and pictures: who sends more is broken, or means harm.</summary>
    public const int ShortAnswer = Mebi;

    /// <summary>Radarr and Sonarr give the whole library in one answer: thousands of series with their seasons are tens of megabytes.</summary>
    public const int LongList = 64 * Mebi;

    internal static readonly HttpRequestOptionsKey<Peer> Key = new("couriarr.peer");

    /// <summary>The most that is read of an answer, after it was unpacked.</summary>
    public int Limit { get; init; } = ShortAnswer;

    /// <summary>From the first packet to the last byte of the answer.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The SHA-256 fingerprint of a certificate that is good enough though nobody vouches for it.</summary>
    public string? Certificate { get; init; }

    internal static Peer At(Uri? address, Reach reach) => new("other", address?.IdnHost ?? "An address", reach);
}
