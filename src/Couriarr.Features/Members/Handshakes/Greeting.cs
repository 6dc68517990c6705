using System.Net.Sockets;
using System.Security.Authentication;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Members.Handshakes;

/// <summary>What came of a trial. A class of answer and a sentence, never the answer itself: that may be anybody's.</summary>
/// <param name="Details">Like its version.</param>
public sealed record Greeting(GreetingResult Result, string Sentence, IReadOnlyDictionary<string, string> Details)
{
    internal static Greeting Of(GreetingResult result, string sentence) => new(result, sentence, new Dictionary<string, string>());

    internal static Greeting Of(Exception e) =>
        Of(
            Mishap.Inmost<TimeoutException>(e) is not null ? GreetingResult.Timeout
                : Mishap.Inmost<AuthenticationException>(e) is not null ? GreetingResult.Untrusted
                : Mishap.Inmost<SocketException>(e) is { } socket ? Of(socket.SocketErrorCode)
                : e is PermanentException ? GreetingResult.Forbidden
                : GreetingResult.Unreachable,
            e.Message
        );

    private static GreetingResult Of(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused => GreetingResult.Refused,
            SocketError.TimedOut => GreetingResult.Timeout,
            _ => GreetingResult.Unreachable,
        };
}

public enum GreetingResult
{
    Ok,

    /// <summary>Nobody listens there.</summary>
    Refused,
    Timeout,
    Unauthorized,

    /// <summary>Somebody answers, but not whom we look for.</summary>
    WrongApp,
    NotFound,
    Unreachable,

    /// <summary>Its certificate.</summary>
    Untrusted,

    /// <summary>An address that is not asked for anybody.</summary>
    Forbidden,

    /// <summary>It is there and has troubles of its own.</summary>
    Failed,
}
