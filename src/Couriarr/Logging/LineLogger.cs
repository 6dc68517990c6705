using System.Globalization;
using Couriarr.Jobs.Running;

namespace Couriarr.Logging;

/// <summary>Turns what the program logs into lines. One for each logger factory that writes into the book.</summary>
internal sealed class LineProvider(LogBook book) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, book, () => _scopes);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // The book is closed by whoever opened it: it is to hear of the very end.
    }
}

internal sealed class LineLogger(string source, LogBook book, Func<IExternalScopeProvider> scopes) : ILogger
{
    // A message of megabytes helps nobody, and must not push everything else out of the files.
    private const int Longest = 16 * 1024;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes().Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
            return;
        var around = new Surroundings();
        scopes().ForEachScope(static (scope, found) => found.Add(scope), around);
        around.Add(state);
        book.Write(
            new LogLine(book.Now, logLevel, source, Clean(Say(state, exception, formatter)))
            {
                Error = exception is null ? null : Clean(exception.ToString()),
                Job = around.Job,
                Properties = book.HasJson ? [.. around.Properties.Select(Plain)] : [],
            }
        );
    }

    private static string Say<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception) ?? "";
        }
        catch (Exception e)
        {
            return $"(a message that could not be put into words: {e.Message})";
        }
    }

    // First the secrets, then the cut: half of a secret is not found any more.
    private string Clean(string text)
    {
        var clean = book.Redactor.Redact(text);
        return clean.Length <= Longest ? clean : $"{clean[..Longest]}… ({clean.Length - Longest} more characters)";
    }

    private KeyValuePair<string, object?> Plain(KeyValuePair<string, object?> property) => new(property.Key, Plain(property.Value));

    private object? Plain(object? value)
    {
        if (value is null or bool)
            return value;
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var clean = Clean(text);
        return value is long or int or short or byte or uint && clean == text
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : clean;
    }

    private sealed class Surroundings
    {
        private const string Template = "{OriginalFormat}";

        public JobScope? Job { get; private set; }
        public List<KeyValuePair<string, object?>> Properties { get; } = [];

        public void Add(object? state)
        {
            if (state is JobScope job)
                Job = job;
            else if (state is IEnumerable<KeyValuePair<string, object?>> properties)
                Properties.AddRange(properties.Where(property => property.Key != Template));
        }
    }
}
