namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>The names of facts that are more than places in a template: from these several notices are made into one.</summary>
internal static class Fact
{
    public const string Work = "work";
    public const string Type = "type";
    public const string Bytes = "bytes";
    public const string Seconds = "seconds";
    public const string Files = "files";
    public const string Quality = "quality";
    public const string Numbers = "numbers";

    /// <summary>There when all of it was told at once.</summary>
    public const string Pack = "pack";
    public const string Title = "title";
    public const string Year = "year";
}
