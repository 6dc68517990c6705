namespace Couriarr.Features.Media;

/// <summary>
/// The diary of the house. What a feature logs to <c>ILogger&lt;History&gt;</c> is for the people who watch: one plain sentence for each
/// thing that happened to media. It is kept in sync_history.log, whatever the log level.
/// </summary>
public sealed class History;
