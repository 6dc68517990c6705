using System.Globalization;
using System.Text;
using Couriarr.Jobs;

namespace Couriarr.TestHost;

/// <summary>A file with one line for every run that ever began, so that somebody outside can count them.</summary>
internal sealed class Effects : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream? _file;

    // Without a buffer: what a killed process has counted must be in the file.
    public Effects() =>
        _file = Environment.GetEnvironmentVariable("DEMO_EFFECTS") is { Length: > 0 } path
            ? new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
            : null;

    public void Add(DemoJob job, JobContext context)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{job.N} {context.Id.Value} {context.Token} {context.Attempt}\n");
        lock (_lock)
            _file?.Write(Encoding.ASCII.GetBytes(line));
    }

    public void Dispose() => _file?.Dispose();
}
