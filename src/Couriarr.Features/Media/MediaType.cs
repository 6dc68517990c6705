namespace Couriarr.Features.Media;

public enum MediaType
{
    Movie,
    Tv,
    Music,
    Book,
}
