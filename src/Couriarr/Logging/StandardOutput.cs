namespace Couriarr.Logging;

/// <summary>Where containers and terminals look. One that has gone away is no reason to fall.</summary>
internal sealed class StandardOutput(Stream stream) : ILogTarget
{
    public void Write(ReadOnlySpan<byte> batch, int lines)
    {
        try
        {
            stream.Write(batch);
            stream.Flush();
        }
        catch (IOException)
        {
            // There is no better place to complain.
        }
    }
}
