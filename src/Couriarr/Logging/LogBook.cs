using Couriarr.Features.Media;
using Couriarr.Features.Secrets;

namespace Couriarr.Logging;

/// <summary>
/// Everything that is logged: the program's log, the history for people, the JSON log and standard output. Opened before the database
/// and closed after everything else.
/// </summary>
internal sealed class LogBook : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private static readonly string HistorySource = typeof(History).FullName!;

    private readonly LogOptions _options;
    private readonly TimeProvider _clock;
    private readonly Outlet _console;
    private readonly Outlet _application;
    private readonly Outlet _history;
    private readonly Outlet? _json;
    private readonly List<LogFile> _files = [];

    public LogBook(LogOptions options, Redactor redactor, TimeProvider clock, Stream console)
    {
        (_options, Redactor, _clock) = (options, redactor, clock);
        _console = new(
            "on standard output",
            new StandardOutput(console),
            options.IsJson ? JsonLayout.Render : TextLayout.Render,
            clock,
            Tell
        );
        _application = OutletTo(options.Application, options.ApplicationRolling, TextLayout.Render);
        _history = OutletTo(options.History, options.HistoryRolling, TextLayout.RenderHistory);
        _json = options.Json is { } path ? OutletTo(path, options.ApplicationRolling, JsonLayout.Render) : null;
        Early = LoggerFactory.Create(AddTo);
        AppDomain.CurrentDomain.UnhandledException += OnLastBreath;
    }

    /// <summary>As the configuration wants it.</summary>
    /// <param name="output">Standard output when null.</param>
    public static LogBook Open(Settings settings, Stream? output = null)
    {
        var redactor = Redactor.OfTheEnvironment();
        redactor.Know(settings.Secrets.Select(secret => secret.Reveal()));
        return new(LogOptions.Of(settings), redactor, TimeProvider.System, output ?? Console.OpenStandardOutput());
    }

    public Redactor Redactor { get; }

    public LogOptions Options => _options;

    public bool HasJson => _options.IsJson || _json is not null;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), _options.Zone);

    /// <summary>Why a file cannot be written right now.</summary>
    public IReadOnlyList<string> Troubles => [.. _files.Select(file => file.Trouble).OfType<string>()];

    private IEnumerable<Outlet> Outlets => new[] { _console, _application, _history, _json }.OfType<Outlet>();

    /// <summary>For what happens before there is an application, and after.</summary>
    public ILoggerFactory Early { get; }

    public void AddTo(ILoggingBuilder logging)
    {
        var isCurious = _options.Level <= LogLevel.Debug;
        logging.ClearProviders().SetMinimumLevel(_options.Level).AddProvider(new LineProvider(this));
        foreach (var framework in new[] { "Microsoft", "System" })
            logging.AddFilter(framework, isCurious ? LogLevel.Information : Higher(_options.Level, LogLevel.Warning));
        // Why a start failed is said in one sentence by the verb.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter(HistorySource, LogLevel.Information);
    }

    public void Write(LogLine line)
    {
        if (line.Source == HistorySource)
            _history.Post(line);
        if (line.Level < _options.Level)
            return;
        _console.Post(line);
        _application.Post(line);
        _json?.Post(line);
    }

    /// <summary>For the owner alone: on standard output, and in no file that others may read through a door.</summary>
    public void Whisper(Type source, string sentence) => _console.Post(new LogLine(Now, LogLevel.Information, source.FullName!, sentence));

    /// <summary>What was logged before can be read in the files, if they can be written at all.</summary>
    public Task FlushAsync() => Task.WhenAll(Outlets.Select(outlet => outlet.FlushAsync()));

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnLastBreath;
        Early.Dispose();
        // What a file has to complain of in the end, the console shall still tell.
        await Task.WhenAll(Outlets.Where(outlet => outlet != _console).Select(outlet => outlet.DisposeAsync().AsTask()));
        await _console.DisposeAsync();
    }

    private static LogLevel Higher(LogLevel one, LogLevel other) => one > other ? one : other;

    private Outlet OutletTo(string path, Rolling rolling, Func<LogLine, string> layout)
    {
        var file = new LogFile(path, rolling, _clock, Tell);
        _files.Add(file);
        return new Outlet(path, file, layout, _clock, Tell);
    }

    private void Tell(LogLevel level, string sentence)
    {
        var line = new LogLine(Now, level, typeof(LogBook).FullName!, sentence);
        foreach (var outlet in Outlets.Where(outlet => outlet != _history))
            outlet.Post(line);
    }

    private void OnLastBreath(object sender, UnhandledExceptionEventArgs last)
    {
        Tell(LogLevel.Critical, $"Couriarr fell: {Redactor.Redact(last.ExceptionObject.ToString() ?? "")}");
        FlushAsync().Wait(LastWords);
    }
}
