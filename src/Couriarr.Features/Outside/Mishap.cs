using System.Net.Sockets;
using System.Security.Authentication;
using Couriarr.Jobs;

namespace Couriarr.Features.Outside;

/// <summary>Why no answer came, in the words of jobs. Names whom was asked, never the address: it may have a token in it.</summary>
internal static class Mishap
{
    /// <summary>Everything else is a mistake of ours.</summary>
    public static bool IsOne(Exception e) =>
        e
            is PermanentException
                or HttpRequestException
                or IOException
                or SocketException
                or AuthenticationException
                or OperationCanceledException
                or TimeoutException;

    public static Exception Of(Exception e, string who) =>
        Inmost<PermanentException>(e) is { } ours
            ? new PermanentException($"{who}: {ours.Message}", e)
            : new TransientException($"{who} {Reason(e)}", inner: e);

    private static string Reason(Exception e) =>
        e is TimeoutException ? $"gave {e.Message}. It will be asked again."
        : Inmost<AuthenticationException>(e) is { } tls ? $"is not trusted: {Sentence(tls.Message)}"
        : Inmost<SocketException>(e) is { } socket ? Reason(socket.SocketErrorCode)
        : e switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "does not speak TLS as it should. Look whether its address begins with the right one of http and https.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "sent headers that are too long.",
            OperationCanceledException => "does not let itself be connected to. Is it running, and does a firewall let us through?",
            _ => "broke off the conversation. It will be asked again.",
        };

    private static string Reason(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused => "refuses the connection. Is it running, and is the port right?",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "has a name that leads to no machine. Is it right?",
            SocketError.TimedOut => "does not let itself be connected to. Is it running, and does a firewall let us through?",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown => "is not reachable from here.",
            _ => "broke off the conversation. It will be asked again.",
        };

    // What is inside may be from the TLS library; ours say what to do.
    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    public static T? Inmost<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
            if (e is T found)
                return found;
        return null;
    }
}
