using System.Text;
using Couriarr.Features.Secrets;
using Couriarr.Logging;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Logging;

/// <summary>A log book in a folder of its own, with a clock that passes when told and a standard output that is kept.</summary>
internal sealed class ScratchBook : IAsyncDisposable
{
    private readonly string? _own;
    private readonly Heard _console = new();

    public ScratchBook(string? folder = null, Func<LogOptions, LogOptions>? with = null)
    {
        _own = folder is null ? Directory.CreateTempSubdirectory("couriarr-logs-").FullName : null;
        Folder = folder ?? _own!;
        var options = new LogOptions(Folder, Path.Combine(Folder, LogOptions.HistoryName));
        Book = new LogBook(with?.Invoke(options) ?? options, Redactor, Clock, _console);
    }

    public string Folder { get; }
    public ManualClock Clock { get; } = new();
    public Redactor Redactor { get; } = new();
    public LogBook Book { get; }

    public Microsoft.Extensions.Logging.ILogger Logger => Book.Early.CreateLogger("Couriarr.Tests.Something");

    public async Task<string[]> LinesAsync(string name = LogOptions.ApplicationName)
    {
        await Book.FlushAsync();
        return await File.ReadAllLinesAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
    }

    public async Task<string[]> ConsoleAsync()
    {
        // What a file has to complain of reaches the console behind the lines that made it complain.
        await Book.FlushAsync();
        await Book.FlushAsync();
        return _console.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        await Book.DisposeAsync();
        if (_own is not null)
            Directory.Delete(_own, recursive: true);
    }

    private sealed class Heard : MemoryStream
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (_text)
                _text.Append(Encoding.UTF8.GetString(buffer));
        }
    }
}
