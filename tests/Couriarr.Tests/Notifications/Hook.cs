using Couriarr.Features.Configuration.Kinds;

namespace Couriarr.Tests.Notifications;

/// <summary>A script in a folder of its own, called with the name of a file that it may write.</summary>
internal sealed class Hook : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-hook-").FullName;

    public Hook(string script, string firstLine = "#!/bin/sh")
    {
        var path = Path.Combine(_folder, "hook.sh");
        File.WriteAllText(path, $"{firstLine}\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Options = new CommandOptions { Path = path, Arguments = [File_] };
    }

    public CommandOptions Options { get; }
    private string File_ => Path.Combine(_folder, "left");

    public string Left() => File.ReadAllText(File_);

    public bool HasLeft => File.Exists(File_);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
