using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Notifications.Errors;

/// <param name="Kind">Who said it, and in which words before anything was put into them.</param>
/// <param name="Sentence">The first that was heard.</param>
internal sealed record HeardError(string Kind, string Source, string Sentence)
{
    public bool IsCritical { get; init; }
    public int Count { get; init; } = 1;
}

/// <summary>
/// Listens to what is logged as an error, and only remembers it: a listener that did more could be the reason for the next error.
/// It hears nothing of what comes from telling people itself, nor what they are told of by another message.
/// </summary>
internal sealed class ErrorEars : ILoggerProvider, ISupportExternalScope
{
    private const int MostKinds = 200;
    private const string Others = "others";
    private static readonly string Own = typeof(ErrorEars).Namespace![..typeof(ErrorEars).Namespace!.LastIndexOf('.')];

    // A transfer that is given up is a message of its own.
    private static readonly string[] DeafTo = ["tell", "notify-", "send-digest", "transfer-media", "queue-transfer"];
    private readonly ConcurrentDictionary<string, HeardError> _heard = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _some = new(0, 1);
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => new Ear(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _some.Dispose();

    /// <summary>Returns when something was heard.</summary>
    public Task WaitAsync(CancellationToken ct) => _some.WaitAsync(ct);

    /// <summary>Everything that was heard since the last time.</summary>
    public IReadOnlyList<HeardError> Take() =>
        [.. _heard.Keys.Select(kind => _heard.TryRemove(kind, out var heard) ? heard : null).OfType<HeardError>()];

    /// <summary>For what could not be written down.</summary>
    public void PutBack(HeardError error) => Remember(error);

    private void Remember(HeardError error)
    {
        var kept = _heard.Count < MostKinds || _heard.ContainsKey(error.Kind) ? error : error with { Kind = Others };
        _heard.AddOrUpdate(kept.Kind, kept, (_, known) => known with { Count = known.Count + kept.Count });
    }

    private void Hear(HeardError error)
    {
        if (IsDeaf())
            return;
        Remember(error);
        try
        {
            if (_some.CurrentCount == 0)
                _some.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else has rung already, or it is over.
        }
    }

    private bool IsDeaf()
    {
        var isDeaf = false;
        _scopes?.ForEachScope((scope, _) => isDeaf |= scope is IEnumerable<KeyValuePair<string, object?>> facts && facts.Any(IsOfOurs), 0);
        return isDeaf;
    }

    private static bool IsOfOurs(KeyValuePair<string, object?> fact) =>
        fact is { Key: "kind", Value: string kind } && DeafTo.Any(name => kind.StartsWith(name, StringComparison.Ordinal));

    private sealed class Ear(string category, ErrorEars ears) : ILogger
    {
        private const string Template = "{OriginalFormat}";
        private readonly bool _isDeaf = category.StartsWith(Own, StringComparison.Ordinal) || category == typeof(History).FullName;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => !_isDeaf && logLevel is LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel) || _isDeaf)
                return;
            var template =
                (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(fact => fact.Key == Template).Value as string;
            var source = category[(category.LastIndexOf('.') + 1)..];
            ears.Hear(
                new($"{category}: {template ?? "?"}", source, Say(state, exception, formatter))
                {
                    IsCritical = logLevel is LogLevel.Critical,
                }
            );
        }

        private static string Say<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            try
            {
                return formatter(state, exception) + (exception is null ? "" : $" ({exception.Message})");
            }
            catch (Exception e)
            {
                return $"(a message that could not be put into words: {e.Message})";
            }
        }
    }
}
